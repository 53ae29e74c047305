"""What people write over the columns of a roster and in its cells: headers and words, compared without accents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import fold, same_letters

FIELDS: Mapping[str, str] = MappingProxyType({
    "name": gettext_noop("Họ và tên"), "family_name": gettext_noop("Họ và tên đệm"),
    "middle_name": gettext_noop("Tên đệm"), "given_name": gettext_noop("Tên"),
    "other_names": gettext_noop("Tên gọi khác"), "code": gettext_noop("Mã hồ sơ"),
    "id_number": gettext_noop("Số định danh (CCCD)"), "born": gettext_noop("Ngày sinh"),
    "birth_day": gettext_noop("Ngày, trong ngày sinh"), "birth_month": gettext_noop("Tháng, trong ngày sinh"),
    "birth_year": gettext_noop("Năm sinh"), "sex": gettext_noop("Giới tính"), "male": gettext_noop("Nam"),
    "female": gettext_noop("Nữ"), "ethnicity": gettext_noop("Dân tộc"), "phone": gettext_noop("Điện thoại"),
    "email": gettext_noop("Thư điện tử"), "address": gettext_noop("Nơi ở hiện nay"),
    "unit_code": gettext_noop("Mã đơn vị"), "unit": gettext_noop("Đơn vị"), "title": gettext_noop("Chức vụ"),
    "title_unit": gettext_noop("Chức vụ, đơn vị công tác"), "duty": gettext_noop("Nhiệm vụ được giao"),
    "position": gettext_noop("Vị trí việc làm"), "post_number": gettext_noop("Số hiệu vị trí"),
    "category": gettext_noop("Loại cán bộ, công chức, viên chức"), "bloc": gettext_noop("Khối"),
    "funding": gettext_noop("Nguồn kinh phí"), "kind": gettext_noop("Loại bố trí"),
    "share": gettext_noop("Tỷ lệ bố trí"), "until": gettext_noop("Bố trí đến ngày"),
    "education": gettext_noop("Giáo dục phổ thông"), "professional": gettext_noop("Trình độ chuyên môn"),
    "theory": gettext_noop("Lý luận chính trị"), "state_management": gettext_noop("Quản lý nhà nước"),
    "languages": gettext_noop("Ngoại ngữ"), "party_admitted_on": gettext_noop("Ngày vào Đảng"),
    "party_official_on": gettext_noop("Ngày chính thức"), "recruited_on": gettext_noop("Ngày tuyển dụng"),
    "pay_rank": gettext_noop("Ngạch, chức danh nghề nghiệp"), "pay_grade": gettext_noop("Hạng"),
    "pay_scale": gettext_noop("Mã ngạch, bảng lương"),
    "pay_step": gettext_noop("Bậc lương"), "coefficient": gettext_noop("Hệ số lương"),
    "coefficient_from": gettext_noop("Ngày hưởng"), "note": gettext_noop("Ghi chú (không ghi vào hồ sơ)"),
})  # fmt: skip
"""Every field that a column may give, with the header of the template."""

IN_TEMPLATE = tuple(
    field
    for field in FIELDS
    if field
    not in {
        "family_name",
        "middle_name",
        "given_name",
        "birth_day",
        "birth_month",
        "birth_year",
        "male",
        "female",
        "title_unit",
        "duty",
        "pay_grade",
        "note",
    }
)

_SYNONYMS: Mapping[str, str] = MappingProxyType({
    "name": "ho va ten|ho va ten khai sinh ho va ten dang dung|ho va ten khai sinh ho va ten thuong dung"
    "|ho ten khai sinh|ho chu dem va ten|ho dem va ten|ho chu dem ten khai sinh|ho chu dem va ten khai sinh"
    "|ho va ten thuong dung|ho va ten dang dung|ho ten cong chuc vien chuc|ho va ten ho va ten khai sinh"
    "|ho va ten dang dung ho va ten khai sinh|ho ten"
    "|ho va ten khai sinh|ten day du|ho va chu dem va ten|full name|name|ho va ten nguoi huong luong"
    "|ho va ten can bo|ho va ten cong chuc|ho va ten vien chuc|ho va ten can bo cong chuc|ho va ten dang vien"
    "|ho ten dang vien|ho ten cbccvc|ho va ten cbccvc|ho va ten cb gv nv|ho va ten giao vien|ho ten can bo",
    "family_name": "ho|ho va|ho va dem ten|ho dem|ho va ten dem|ho va dem|ho va chu dem|ho lot|ho va ten lot"
    "|family name|last name|surname",
    "middle_name": "ten dem|chu dem|ten lot|dem|lot|ten dem va chu lot|middle name",
    "given_name": "ten|ten rieng|given name|first name",
    "other_names": "ten goi khac|ten khac|bi danh|other names|alias",
    "code": "ma ho so|so hieu cong chuc|so hieu can bo|ma can bo|ma cong chuc|ma vien chuc|ma nhan su"
    "|ma nhan vien|so hieu cbccvc|ma cbccvc|file code|code|employee code|so hieu vien chuc"
    "|ma cbvc|ma cb|ma so can bo|ma so cong chuc|badge id|staff id|employee id",
    "id_number": "so dinh danh|so dinh danh ca nhan|ma dinh danh|ma dinh danh ca nhan|cccd|so cccd"
    "|so can cuoc|so can cuoc cong dan|can cuoc cong dan|so the can cuoc|so cccd ma dinh danh|so cmnd cccd"
    "|cmnd cccd|id number|personal id|so cccd so dinh danh|so dinh danh cccd|so cccd cmnd|cccd cmnd"
    "|so dinh danh ca nhan cccd|ma so dinh danh|cccd so|so cccd ho chieu|so cccd so ho chieu"
    "|so cmnd the can cuoc|so cmnd can cuoc"
    "|so can cuoc cmnd|so the cccd|can cuoc so|can cuoc cong dan so|so can cuoc cccd",
    "born": "ngay sinh|ngay thang nam sinh|sinh ngay|ngay thang sinh|ngay thang nam sinh day du|ntns"
    "|date of birth|born|birth date|dob|ngay thang nam sinh dl|ngay sinh dd mm yyyy|ngay thang va nam sinh"
    "|ngay thang nam|sinh ngay thang nam|ngay sinh nam sinh",
    "birth_year": "nam sinh|birth year|year of birth",
    "sex": "gioi tinh|nam nu|gioi|phai|sex|gender|gioi tinh nam nu",
    "male": "nam|male|nam sinh nam|ngay sinh nam",
    "female": "nu|female|nam sinh nu|ngay sinh nu",
    "ethnicity": "dan toc|ethnicity|ethnic group|dan toc thieu so",
    "phone": "dien thoai|so dt|so dien thoai lien he|dien thoai lien he|di dong|so di dong|dien thoai di dong"
    "|so dien thoai|sdt|dt|phone|telephone",
    "email": "email|e mail|thu dien tu|dia chi email|hop thu|dia chi e mail|email lien he|dia chi thu dien tu",
    "address": "dia chi|noi o|noi o hien nay|cho o hien nay|noi thuong tru|dia chi thuong tru|address",
    "unit_code": "ma don vi|ma co quan|ma don vi cong tac|ma phong ban|unit code|code of the unit",
    "unit": "don vi|don vi cong tac|co quan|co quan don vi|ten don vi|phong ban|noi cong tac"
    "|co quan don vi cong tac|phong ban don vi|unit|units|office|co quan don vi dang lam viec"
    "|co quan don vi dang cong tac|don vi dang cong tac|noi lam viec|co quan cong tac|co quan to chuc don vi"
    "|co quan to chuc don vi dang lam viec|thuoc don vi|thuoc phong|phong ban cong tac|truong|bo phan"
    "|department|ten phong ban|ten co quan don vi|co quan don vi quan ly|don vi quan ly|noi dang cong tac",
    "title": "chuc vu|chuc danh|chuc vu hien tai|chuc vu chuc danh|chuc danh chuc vu|chuc vu dam nhiem|title"
    "|job title|post|chuc vu hoac chuc danh|chuc danh hoac chuc vu|chuc vu hoac chuc danh cong tac"
    "|chuc danh cong tac|chuc vu cong tac|chuc vu chinh quyen|chuc vu dang giu|chuc vu hien giu"
    "|chuc vu chuc danh dang dam nhiem|chuc danh vi tri viec lam|chuc vu cq"
    "|chuc vu chuc danh chuyen mon dang dam nhiem|chuc vu chuc danh chuyen mon|chuc danh chuyen mon dam nhan"
    "|chuc danh dam nhiem|chuc danh dang dam nhiem|chuc vu chuc danh hien tai|chuc danh hien tai|job role",
    "title_unit": "chuc vu don vi cong tac|chuc vu don vi|chuc vu va don vi cong tac|chuc vu noi cong tac"
    "|chuc danh don vi cong tac|chuc danh chuc vu don vi cong tac|chuc vu chuc danh don vi cong tac"
    "|chuc vu co quan don vi cong tac|chuc vu co quan cong tac|chuc vu co quan don vi|chuc vu va noi cong tac"
    "|chuc vu don vi cong tac hien nay|chuc vu don vi cong tac hien tai|chuc vu va co quan cong tac"
    "|chuc vu cong tac don vi|nghe nghiep chuc vu don vi cong tac",
    "duty": "nhiem vu|nhiem vu duoc giao|nhiem vu duoc phan cong|cong viec duoc giao|cong viec dang lam"
    "|cong viec|cong viec chinh duoc giao|phan cong nhiem vu",
    "pay_grade": "hang|hang chuc danh nghe nghiep|hang cdnn|hang chuc danh|hang vien chuc",
    "note": "ghi chu|chu thich|note|notes|remarks",
    "position": "vi tri viec lam|vtvl|ten vi tri viec lam|position|job position",
    "post_number": "so hieu vi tri|ma vi tri|ma vi tri viec lam|so vi tri|ma vtvl|post number",
    "category": "loai|loai can bo cong chuc vien chuc|doi tuong|loai doi tuong|loai hinh|loai cbccvc"
    "|phan loai|loai can bo|loai lao dong|category|category of staff|loai cong chuc vien chuc|dien|dien bien che"
    "|hinh thuc tuyen dung|loai hop dong",
    "bloc": "khoi|thuoc khoi|bloc",
    "funding": "nguon kinh phi|nguon luong|nguon chi tra|funding",
    "kind": "loai bo tri|hinh thuc bo tri|kieu bo tri|assignment|kind of assignment",
    "share": "ty le|ty le bo tri|ti le|phan thoi gian|share",
    "until": "bo tri den ngay|den ngay|thoi han|het han|until",
    "education": "giao duc pho thong|vh|trinh do pho thong|trinh do van hoa|van hoa|hoc van|trinh do hoc van"
    "|education|general education|giao duc pt|gdpt|trinh do gdpt|trinh do hoc van pho thong"
    "|trinh do giao duc pho thong|td van hoa",
    "professional": "trinh do chuyen mon|chuyen mon|trinh do dao tao|chuyen mon nghiep vu"
    "|trinh do chuyen mon nghiep vu|trinh do|bang cap|professional level|degree|trinh do chuyen mon cao nhat"
    "|chuyen mon cao nhat|trinh do cmnv|cmnv|trinh do cm|tdcm|hoc vi|chuyen mon dao tao|van bang chuyen mon"
    "|trinh do chuyen mon dao tao",
    "theory": "ly luan chinh tri|ly luan ct|trinh do ly luan chinh tri|trinh do chinh tri|llct|chinh tri"
    "|political theory|ly luan|trinh do ly luan|llct hc|ll chinh tri|trinh do llct|cao cap ly luan chinh tri",
    "state_management": "quan ly nha nuoc|trinh do quan ly nha nuoc|qlnn|state management"
    "|quan ly hanh chinh nha nuoc|qlhcnn|boi duong quan ly nha nuoc|bd qlnn",
    "languages": "ngoai ngu|trinh do ngoai ngu|tieng anh|languages|foreign language|foreign languages",
    "party_admitted_on": "ngay vao dang|ngay ket nap|ngay ket nap dang|ngay vao dang csvn|party admission"
    "|ngay vao dang du bi|ngay du bi|vao dang du bi|admitted to the party|ngay vao dcs|vao dang|du bi"
    "|ngay ket nap vao dang|ngay thang nam vao dang|ngay vao dang cong san viet nam|nam vao dang|dang vien"
    "|la dang vien|dang vien dang csvn|thoi gian vao dang|thoi gian ket nap dang|n vao dang"
    "|ngay vao dang cong san vn",
    "party_official_on": "ngay chinh thuc|ngay vao dang chinh thuc|ngay cong nhan chinh thuc|chinh thuc"
    "|ngay chinh thuc dang|party official|official member since|ngay cong nhan dang vien chinh thuc"
    "|ngay vao dang ct|dang vien chinh thuc|thoi gian vao dang chinh thuc"
    "|thoi gian chinh thuc|n vao dang chinh thuc",
    "recruited_on": "ngay tuyen dung|ngay vao nganh|ngay vao co quan|tuyen dung|ngay bat dau cong tac"
    "|ngay vao lam viec|recruited on|recruitment date|ngay tuyen dung lan dau|thoi gian tuyen dung"
    "|ngay vao bien che|ngay tuyen dung vao co quan|nam tuyen dung|nam vao nganh|ngay thang nam tuyen dung"
    "|thoi diem tuyen dung"
    "|date joining|joining date|date of joining|hire date|ngay vao lam|ngay thang nam tuyen dung vao co quan",
    "pay_rank": "ngach|ten ngach|ngach cong chuc|chuc danh nghe nghiep|ngach chuc danh nghe nghiep"
    "|ngach luong|ngach cong chuc vien chuc|rank|ngach hien giu|chuc danh nghe nghiep vien chuc|cdnn|ngach cdnn"
    "|ten ngach cdnn|ngach chuc danh|ngach bac luong hien giu|ngach hoac chuc danh nghe nghiep"
    "|chuc danh hoac ngach|ngach hang|ngach hang cdnn"
    "|chuc danh nghe nghiep ngach hang|ngach cong chuc chuc danh nghe nghiep vien chuc",
    "pay_scale": "ma ngach|ma so ngach|bang luong|ma ngach luong|ma ngach cong chuc|nhom luong|pay scale"
    "|scale|ma so chuc danh nghe nghiep|ma so cdnn|ma cdnn|chuc danh nghe nghiep ma so|cdnn ma so"
    "|ngach ma so|ma ngach cdnn|ma ngach chuc danh"
    "|ma so chuc danh nghe nghiep vien chuc|ma so ngach luong|ma so chuc danh|ma so cdnn ngach",
    "pay_step": "bac|bac luong|pay step|step",
    "coefficient": "he so|he so luong|hsl|hs luong|coefficient|pay coefficient|he so luong huong"
    "|muc luong he so|he so luong ngach bac|he so luong tien luong",
    "coefficient_from": "ngay huong|ngay huong luong|thoi diem huong|ngay huong he so|moc nang luong"
    "|huong tu ngay|moc huong|moc tinh nang bac luong|ngay huong bac luong|coefficient from|thoi gian huong"
    "|thoi diem duoc xep|thoi diem huong luong|ngay xep luong|thoi gian huong bac luong|ngay huong bac"
    "",
})  # fmt: skip

_WORDS: Mapping[str, Mapping[str, str]] = {
    "sex": {"male": "nam|male|m|trai|ong", "female": "nu|female|f|gai|ba"},
    "category": {
        "cadre": "can bo|cb|cadre",
        "civil_servant": "cong chuc|cc|civil servant",
        "public_employee": "vien chuc|vc|so luong nguoi lam viec|public employee",
        "commune_official": "can bo cong chuc cap xa|can bo xa|cong chuc xa|can bo cap xa|cong chuc cap xa"
        "|cbcc xa|cbcc cap xa"
        "|cap xa|commune official",
        "part_time_commune": "khong chuyen trach cap xa|nguoi hoat dong khong chuyen trach cap xa"
        "|khong chuyen trach xa|kct cap xa|khong chuyen trach|nguoi hoat dong khong chuyen trach"
        "|part time commune",
        "part_time_hamlet": "khong chuyen trach ap|nguoi hoat dong khong chuyen trach o thon"
        "|khong chuyen trach thon|khong chuyen trach o ap khu vuc|khong chuyen trach ap khu vuc"
        "|nguoi hoat dong khong chuyen trach o ap khu vuc|khong chuyen trach thon to dan pho|kct ap"
        "|nguoi hoat dong khong chuyen trach o thon to dan pho|part time hamlet",
        "contract_111": "hop dong 111|hd 111|hop dong|hop dong lao dong|hop dong 68|hd 68|hdld"
        "|hop dong theo nghi dinh 111|hop dong nd 111|hop dong nd111|hd nd 111|hop dong theo nd 111"
        "|hop dong lao dong theo nghi dinh 111|nhan vien hop dong|contract 111|contract",
    },
    "bloc": {
        "party": "dang|khoi dang|co quan dang|party",
        "front": "mat tran|doan the|mat tran doan the|mat tran va doan the|mat tran va cac doan the"
        "|khoi doan the|mttq va doan the|front",
        "state": "nha nuoc|chinh quyen|quan ly nha nuoc|khoi nha nuoc|khoi chinh quyen|hanh chinh|state",
        "public_service": "su nghiep|su nghiep cong lap|khoi su nghiep|don vi su nghiep|public service",
    },
    "funding": {
        "budget": "ngan sach|ngan sach nha nuoc|nsnn|budget",
        "own_revenue": "tu chu|nguon thu|nguon thu su nghiep|tu thu|own revenue",
    },
    "kind": {
        "substantive": "chinh|vi tri chinh|chinh thuc|chuyen trach|substantive",
        "concurrent": "kiem nhiem|kiem|concurrent",
        "acting": "quyen|q|acting",
        "seconded": "biet phai|seconded",
        "in_charge": "phu trach|giao phu trach|duoc giao phu trach|in charge",
    },
}  # fmt: skip
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    field: {word: value for value, group in groups.items() for word in (*group.split("|"), value.replace("_", " "))}
    for field, groups in _WORDS.items()
})  # fmt: skip

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "sex": ("Nam", "Nữ"),
    "category": (
        "Cán bộ", "Công chức", "Viên chức", "Cán bộ, công chức cấp xã", "Không chuyên trách cấp xã",
        "Không chuyên trách ấp", "Hợp đồng 111",
    ),
    "bloc": ("Đảng", "Mặt trận và đoàn thể", "Nhà nước", "Sự nghiệp"),
    "funding": ("Ngân sách", "Nguồn thu"),
    "kind": ("Chính", "Kiêm nhiệm", "Quyền", "Biệt phái", "Phụ trách"),
    "professional": (
        "Tiến sĩ", "Thạc sĩ", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp", "Chưa qua đào tạo",
    ),
    "theory": ("Cao cấp", "Trung cấp", "Sơ cấp", "Chưa qua đào tạo"),
    "state_management": ("Chuyên viên cao cấp", "Chuyên viên chính", "Chuyên viên", "Cán sự", "Chưa qua bồi dưỡng"),
})  # fmt: skip
"""The words that the template offers; each of them is read back to its value."""

_MARKS = re.compile(r"[^a-z0-9 ]+")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Letters and digits without accents, single blanks: 'Số CCCD/Mã định danh' is 'so cccd ma dinh danh'."""
    return " ".join(_MARKS.sub(" ", fold(same_letters(text))).split())


HEADERS: Mapping[str, str] = MappingProxyType(
    {key(header): field for field, header in FIELDS.items()}
    | {words: field for field, group in _SYNONYMS.items() for words in group.split("|")}
)
"""Headers as keys -> field; the template's own among them."""
