-- What a list, a count or a change of one agency's rows needs, so that it reads no other agency's.

-- Whose a piece of work is, beside when it is due: what is not shown is not read.
DROP INDEX work_task_agency;
CREATE INDEX work_task_agency ON work_task (agency, due, id, assignee);
CREATE INDEX work_task_assignee ON work_task (assignee);

CREATE INDEX case_file_practice ON case_file (opened_by, id) WHERE is_practice = 1;
CREATE INDEX attachment_strand ON attachment (strand);
CREATE INDEX anonymous_notification_agency ON anonymous_notification (agency, month);
